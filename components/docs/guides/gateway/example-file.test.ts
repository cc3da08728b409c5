import { expect, it } from "vitest";
import { ProtectedApiBody } from "@/lib/contract/protected-apis";
import { exampleFile, printFile } from "./example-file";

it("the file that the guide shows is JSON, says what it means, and would be accepted", () => {
  const printed = printFile(exampleFile);
  expect(JSON.parse(printed)).toEqual(exampleFile);
  for (const api of exampleFile.apis) expect(ProtectedApiBody.safeParse(api).error).toBeUndefined();
  expect(printed).toContain('{ "methods": ["GET"], "path": "/status", "layer": 0 }');
});
