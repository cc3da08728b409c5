/**
 * The house's own cookies: they go to no upstream, and none may set them. Nor one without a name: browsers send its bare value
 * back, which then reads like any cookie (RFC 6265, section 5.4).
 */
export function isPortalCookie(name: string): boolean {
  return /^\s*(?:$|(?:__host-|__secure-)?(?:keyhouse\.|next-auth\.))/i.test(name);
}
