import { slot } from "@/lib/slot";

/** Made at the start; proves that the header with the peer's address comes from our own server. */
export const peerNonce = slot<string>("peerNonce");
export const peerHeader = "x-keyhouse-peer";

/** The socket's address from `<nonce> <address>`; anything else was not written by our server and says nothing. */
export function peerOf(header: string | null | undefined): string | undefined {
  const [nonce, address] = (header ?? "").split(" ");
  return nonce !== "" && nonce === peerNonce.peek() ? address : undefined;
}
