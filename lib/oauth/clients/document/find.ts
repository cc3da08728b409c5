import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { limiter } from "@/lib/rate-limit/limiter";
import { OauthRefusal } from "../../errors";
import { requireDocumentAddress } from "./address";
import { fetchDocument } from "./fetch";
import { keepDocument } from "./keep";

/** Documents of one origin: what a large product needs, and too few to flood somebody's server through us. */
const fetchesPerMinute = 30;
/** Of all origins together: copies are kept for an hour, so real use stays far below. */
const allFetchesPerMinute = 300;
/** A copy whose origin is away counts for this long after its time, so that nobody is logged out by somebody else's outage. */
const graceMilliseconds = 24 * 60 * 60_000;

const underWay = new Map<string, Promise<OauthClient>>();

/** The client that the document at this address describes: our copy while it is fresh, else fetched. Errors are never kept. */
export async function findDocumentClient(clientId: string): Promise<OauthClient> {
  if (!config().cimdEnabled) {
    throw new OauthRefusal("invalid_client", "Client metadata documents are switched off here: register the client (RFC 7591)", { cause: "document_disabled", detail: { client_id: clientId.slice(0, 500) } });
  }
  const { origin, href } = requireDocumentAddress(clientId);
  const known = await db().oauthClient.findUnique({ where: { clientId: href } });
  if (known && (known.status === "blocked" || (known.freshUntil && known.freshUntil > clock.now()))) return known;
  try {
    return await fetchOnce(href, origin, known ?? undefined);
  } catch (error) {
    const isAway = error instanceof OauthRefusal && ["document_unreachable", "document_limited"].includes(error.causeCode ?? "");
    if (known?.freshUntil && isAway && known.freshUntil.getTime() + graceMilliseconds > clock.now().getTime()) return known;
    throw error;
  }
}

/** Many at once ask for the same document: it is fetched once. */
function fetchOnce(address: string, origin: string, known: OauthClient | undefined): Promise<OauthClient> {
  const running = underWay.get(address);
  if (running) return running;
  const started = fetchAndKeep(address, origin, known).finally(() => underWay.delete(address));
  underWay.set(address, started);
  return started;
}

async function fetchAndKeep(address: string, origin: string, known: OauthClient | undefined): Promise<OauthClient> {
  if (!limiter().take(`client document ${origin}`, fetchesPerMinute).allowed || !limiter().take("client documents", allFetchesPerMinute).allowed) {
    throw new OauthRefusal("temporarily_unavailable", "Too many metadata documents were requested. Try again in a minute", { cause: "document_limited", retryAfterSeconds: 60, detail: { client_id: address } });
  }
  return keepDocument(address, await fetchDocument(address), known);
}
