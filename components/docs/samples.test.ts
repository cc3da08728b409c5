import { describe, expect, it } from "vitest";
import { contract } from "@/lib/contract";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { openApiDocument, toSchema } from "@/lib/contract/openapi";
import { curlLine } from "./curl-line";
import { referenceTags } from "./reference";
import { answerSample, bodySamples } from "./samples";

const routes = Object.entries<RouteDefinition>(contract);

describe("the samples of the reference", () => {
  it.each(Object.entries(bodySamples))("the body of %s is one that the route takes", (name, sample) => {
    const route = contract[name as keyof typeof bodySamples] as RouteDefinition;
    const parsed = route.body!.safeParse(JSON.parse(JSON.stringify(sample)));
    expect(parsed.error?.issues).toBeUndefined();
  });

  it.each(routes)("the answer of %s has every member that the route promises", (name, route) => {
    const schema = toSchema(route.response, "output");
    expect(Object.keys((answerSample(name, schema) ?? {}) as object)).toEqual(expect.arrayContaining((schema["required"] as string[] | undefined) ?? []));
  });

  it("the curl line names host, method, credential and body", () => {
    const document = openApiDocument({ title: "Keyhouse", serverUrl: "https://keys.example.com", version: "1", sessionCookie: "session" });
    const entry = referenceTags(document).flatMap((tag) => tag.entries).find(({ operation }) => operation.operationId === "updateApiKey")!;
    expect(curlLine("https://keys.example.com", entry.method, entry.path, entry.operation)).toBe(
      'curl -X PATCH https://keys.example.com/api/v1/api-keys/ID \\\n  -H "Authorization: Bearer YOUR_TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d \'{\n  "paused": true\n}\'',
    );
  });
});
