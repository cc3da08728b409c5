import { afterAll, beforeAll, expect, it } from "vitest";
import { claudeCodeDocument } from "@/lib/testing/client-documents";
import { openHouse, type House } from "@/lib/testing/house";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";
import { requireClient } from "../find";

let house: House;
let origin: TestHttpServer;
beforeAll(async () => {
  origin = await startHttpServer((request, response) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(claudeCodeDocument(`${origin.origin}${request.url}`))));
});
afterAll(() => origin.close());

it("without CIMD_ENABLED no document is fetched", async () => {
  house = await openHouse();
  await expect(requireClient(`${origin.origin}/c.json`)).rejects.toMatchObject({ code: "invalid_client", causeCode: "document_disabled" });
  expect(origin.asked).toEqual([]);
  await house.close();
});

it("a house that is on the internet fetches no document from its own machine, in any spelling", async () => {
  house = await openHouse({ CIMD_ENABLED: "true", PUBLIC_URL: "https://keys.example.com" });
  expect((await house.send("GET", "/.well-known/oauth-authorization-server")).json).toMatchObject({ client_id_metadata_document_supported: true });
  for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
    await expect(requireClient(`http://${host}:${origin.port}/c.json`)).rejects.toMatchObject({ causeCode: "document_address_invalid" });
    await expect(requireClient(`https://${host}:${origin.port}/c.json`)).rejects.toMatchObject({ causeCode: "document_unreachable" });
  }
  expect(origin.asked).toEqual([]);
  await house.close();
});
