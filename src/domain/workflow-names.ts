/** Also needed inside workflows, where orders speak to the workflow of their account. */
export const accountWorkflowName = (accountId: string): string => `amazon-account:${accountId}`;
