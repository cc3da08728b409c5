import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { openGatewayHouse, type GatewayHouse } from "@/lib/testing/gateway-house";
import { drain } from "../stop";

async function open(house: GatewayHouse, path: string): Promise<IncomingMessage> {
  const request = httpRequest({ port: house.port, host: "127.0.0.1", path: `/api/agents${path}`, agent: false }).on("error", () => undefined).end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  return answer.on("error", () => undefined).resume();
}

it("a server that stops ends the streams that have no end, and lets the others reach theirs", async () => {
  const house = await openGatewayHouse();
  await house.protect({ rules: [{ methods: ["GET"], path: "/**", layer: 0 }] });
  let download: ServerResponse | undefined;
  house.answerWith((request, response) => {
    const isEvents = request.url === "/events";
    response.writeHead(200, { "content-type": isEvents ? "text/event-stream" : "application/json" });
    response.write("[");
    if (!isEvents) download = response;
  });
  const [events, whole] = [await open(house, "/events"), await open(house, "/whole")];
  const eventsOver = new Promise((resolve) => events.once("close", resolve));
  const drained = drain(house.server, 60_000);
  await eventsOver;
  download!.end("]");
  await once(whole, "close");
  expect([events.complete, whole.complete]).toEqual([false, true]);
  await drained;
  await house.close();
});
