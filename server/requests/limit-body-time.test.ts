import { connect } from "node:net";
import { expect, test } from "vitest";
import { startHttpServer } from "@/lib/testing/http-server";
import { limitBodyTime } from "./limit-body-time";

test("a client that is slow with a body for the house is answered 408 and let go; one that sends it is not", async () => {
  const server = await startHttpServer((request, response) => {
    limitBodyTime(request, response, 200);
    request.on("data", () => undefined).on("end", () => response.end("whole"));
  });
  const send = (text: string) =>
    new Promise<string>((resolve) => {
      let heard = "";
      const socket = connect(server.port, "127.0.0.1", () => socket.write(text));
      socket.on("data", (chunk) => (heard += chunk.toString())).on("error", () => undefined).on("close", () => resolve(heard));
    });
  expect(await send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345")).toMatch(/^HTTP\/1\.1 408 /);
  expect(await send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\n12345")).toContain("whole");
  await server.close();
});
