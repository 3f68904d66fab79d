/** One JSON request to a part of the demo; what goes wrong is said with the address and the status. */
export async function askJson(
  url: string,
  request: { readonly method?: string; readonly body?: unknown } = {},
): Promise<unknown> {
  const { body, method = body === undefined ? 'GET' : 'POST' } = request;
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
}
