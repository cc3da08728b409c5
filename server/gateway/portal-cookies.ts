/** The house's own cookies: they go to no upstream, and none may set them. */
export function isPortalCookie(name: string): boolean {
  return /^\s*(?:__host-|__secure-)?(?:keyhouse\.|next-auth\.)/i.test(name);
}
