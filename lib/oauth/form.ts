/** The parameters of a request to an OAuth endpoint. What is sent without a value counts as not sent (RFC 6749, section 3.2). */
export type OauthForm = {
  get(name: string): string | undefined;
  /** For the parameters that may be repeated: `resource` (RFC 8707) and `audience` (RFC 8693). */
  getAll(name: string): string[];
  has(name: string): boolean;
};
