import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { gatewayTable } from "@/lib/gateway/table";
import { pathOf } from "@/lib/http/call";
import { refusesUrl } from "@/lib/leaks/seen-in-url";
import { log } from "@/lib/log";
import { upgrade } from "../gateway/upgrade";
import { toCaller } from "./incoming";
import type { ListenerOptions } from "./listener";
import { whyRefused } from "./refuse";
import { dataPolicy } from "./security-headers";

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type UpgradeOptions = Pick<ListenerOptions, "headers" | "onlyLoopback"> & {
  /** For all that is no web socket of a protected API. */
  ignoreUpgrade: UpgradeListener;
  /** Next's development server has web sockets of its own. */
  isDevelopment: boolean;
};

/** Answers requests that offer another protocol: with a web socket of a protected API, or as if nothing had been offered. */
export function createUpgradeListener({ headers, onlyLoopback, ignoreUpgrade, isDevelopment }: UpgradeOptions): UpgradeListener {
  const common = Object.entries({ ...headers, "Content-Security-Policy": dataPolicy }).flat();
  return (request, socket, head) => {
    const url = request.url ?? "/";
    const otherwise = () => (isDevelopment ? undefined : ignoreUpgrade(request, socket, head));
    // what is refused is refused in HTTP
    if (!isWebSocket(request) || whyRefused(request, url, { onlyLoopback }) || refusesUrl(url, () => toCaller(request, url))) return ignoreUpgrade(request, socket, head);
    Promise.resolve(gatewayTable().find(pathOf(url)))
      .then((api) => (api ? upgrade(api, request, socket, head, common) : otherwise()))
      .catch((error: unknown) => {
        log.error("a web socket could not be opened", { error });
        socket.destroy();
      });
  };
}

/** RFC 6455, section 4.2.1. */
function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers.upgrade?.toLowerCase() === "websocket" && headers["sec-websocket-key"] !== undefined;
}
