import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { allRoutes, contract } from "./index";
import { openApiDocument } from "./openapi";

const document = openApiDocument({ title: "Keyhouse", serverUrl: "http://localhost:3000", version: "0.1.0", sessionCookie: "session" });
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));

describe("the OpenAPI document", () => {
  it("is valid by the official schema of OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it("has every route of the contract, and no other", () => {
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(allRoutes.map((route) => `${route.method.toLowerCase()} ${route.path}`).sort());
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(contract).sort());
  });

  it("declares every parameter that a path names", () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters?.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name) ?? []).toEqual(named);
    }
  });

  it("says which scope a route needs, and that without it the answer is 403", () => {
    const route = document.paths["/api/v1/api-keys"]?.["post"];
    expect(route?.["x-required-scope"]).toBe("keys:write");
    expect(route?.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    expect(Object.keys(route?.responses ?? {})).toEqual(["201", "400", "401", "403", "404", "409", "413", "415", "429", "500", "503"]);
  });

  it("asks for no credential where none is needed", () => {
    expect(document.paths["/api/v1/auth/login"]?.["post"]?.security).toEqual([]);
  });

  it("describes query parameters with their kind and their default", () => {
    const limit = document.paths["/api/v1/api-keys"]?.["get"]?.parameters?.find(({ name }) => name === "limit");
    expect(limit).toMatchObject({ in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 100, default: 50 } });
  });
});
