import type { EventEmitter } from "node:events";
import { wouldAdmit } from "@/lib/gateway/admit";
import type { CompiledApi } from "@/lib/gateway/compile";
import { callerStillGood } from "@/lib/gateway/streams/caller-still-good";
import { openStreams } from "@/lib/gateway/streams/open-streams";
import { gatewayTable } from "@/lib/gateway/table";
import type { Entered, Visit } from "@/lib/http/gateway/enter";

/**
 * An answer that may go on for long ends when its request would not be let in any more: the credential ended, its person has
 * another role or other groups, the API has other rules or went elsewhere.
 */
export function watchStream({ api, incoming, call }: Visit, { secret, path, principal }: Entered, stream: EventEmitter, { close, mayFinish }: { close: () => void; mayFinish: boolean }): void {
  let current: CompiledApi | undefined = api;
  const isStillGood = callerStillGood({
    secret,
    recognised: call.recognised,
    ip: call.ip,
    userAgent: call.userAgent,
    isAllowed: (known) => current !== undefined && isSamePlace(current, api) && wouldAdmit(current, incoming.method, path, known ?? (secret === undefined ? principal : undefined)),
  });
  const takeOff = openStreams().add({
    endsAt: principal?.expiresAt?.getTime(),
    close,
    mayFinish,
    isStillGood: () => {
      const found = gatewayTable().find(api.prefix);
      if (!(found instanceof Promise)) return ((current = found), isStillGood());
      return found.then((now) => ((current = now), isStillGood()));
    },
  });
  stream.once("close", takeOff);
}

function isSamePlace(now: CompiledApi, then: CompiledApi): boolean {
  return now.id === then.id && now.upstreamOrigin === then.upstreamOrigin && now.upstreamPath === then.upstreamPath;
}
