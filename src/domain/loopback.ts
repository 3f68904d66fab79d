/** Names that lead to the machine itself, and can lead nowhere else. */
export const isLoopback = (hostname: string): boolean =>
  /^(127(\.\d{1,3}){3}|\[::1\]|localhost|[a-z0-9.-]+\.localhost)$/i.test(hostname);
