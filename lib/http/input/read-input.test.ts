import { expect, it } from "vitest";
import { z } from "zod";
import { defineRoute } from "@/lib/contract/define-route";
import { readInput } from "./read-input";

const route = defineRoute({ method: "POST", path: "/api/v1/x", summary: "", tag: "", auth: "anonymous", body: z.strictObject({ a: z.string() }), status: 200, response: z.unknown() });

function read(headers: Record<string, string>, body = '{"a":"b"}') {
  return readInput({ method: "POST", url: "/api/v1/x", header: (name) => headers[name], peer: undefined, params: {}, body: async () => Buffer.from(body) }, route);
}

it.each(["application/json", "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"', "application/json; charset=us-ascii"])("a body of type %s is read", async (type) => {
  await expect(read({ "content-type": type })).resolves.toMatchObject({ body: { a: "b" } });
});

it.each(["", "text/plain", "application/jsonp", "application/json; charset=iso-8859-1", "application/json; charset=utf-16", "application/json; profile=x; charset=koi8-r"])("a body of type %j is another media type", async (type) => {
  await expect(read({ "content-type": type })).rejects.toMatchObject({ code: "UNSUPPORTED_MEDIA_TYPE" });
});

it("a body that says it is compressed is another media type; one that is as it is, is read", async () => {
  await expect(read({ "content-type": "application/json", "content-encoding": "gzip" })).rejects.toMatchObject({ code: "UNSUPPORTED_MEDIA_TYPE" });
  await expect(read({ "content-type": "application/json", "content-encoding": "identity" })).resolves.toMatchObject({ body: { a: "b" } });
});

it("no body and no type is a bad request, not another media type", async () => {
  await expect(read({}, "")).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
