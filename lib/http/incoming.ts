/** A request as the edge needs it: cheap to make from node:http on the hot path, and from a web `Request` in Next's route handlers. */
export type Incoming = {
  method: string;
  /** Path and query. */
  url: string;
  /** A header by lower-case name; repeated ones joined by ", ". */
  header(name: string): string | undefined;
  /** The socket's address. */
  peer: string | undefined;
  /** Path parameters. */
  params: Record<string, string>;
  /** The whole body. Rejects with PAYLOAD_TOO_LARGE above 64 KiB. */
  body(): Promise<Uint8Array>;
};

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string | undefined;
  /** `Set-Cookie` values. */
  cookies?: string[];
};

export const largestBody = 64 * 1024;
