/** What somebody who signed in may do. One list: settings choose from it, routes ask for one each. */
export const operatorRoles = ['view', 'operate', 'personal-data', 'decrypt'] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** Who acts, as the order's timeline names them: a role or a login, never a person. */
export type Operator = { readonly name: string; readonly roles: ReadonlySet<OperatorRole> };

/** Short and without a colon, which HTTP's own login could not carry; an e-mail address does not pass. */
export const operatorName = /^[\w .-]{1,40}$/;
