/** Where Temporal's web page shows a workflow. */
export const temporalUiLink =
  ({ address, namespace }: { readonly address: string; readonly namespace: string }) =>
  (workflowId: string): string =>
    `${address.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
