import type { IncomingMessage } from "node:http";
import { config, type Config } from "@/lib/env/config";

type Side = { host: string; scheme: string };
type Sides = { of: Config; publicSide: Side; apiSide: Side };

/** Which of its two hosts (PUBLIC_URL, API_URL) a request is for. */
export function sideOf({ headers }: Pick<IncomingMessage, "headers">): Side {
  const { publicSide, apiSide } = sides();
  return headers.host === apiSide.host ? apiSide : publicSide;
}

/** Is this where the portal's pages are? A host that is not known counts as it. */
export function isPortalHost(host: string | undefined): boolean {
  const { publicSide, apiSide } = sides();
  return publicSide.host === apiSide.host || host !== apiSide.host;
}

/** Parsed once for each configuration. */
function sides(): Sides {
  const current = config();
  if (known?.of !== current) known = { of: current, publicSide: toSide(current.publicUrl), apiSide: toSide(current.apiUrl) };
  return known;
}

let known: Sides | undefined;

function toSide(address: string): Side {
  const { host, protocol } = new URL(address);
  return { host, scheme: protocol.slice(0, -1) };
}
