import { expect, it } from "vitest";
import manifest from "../package.json";
import { version } from "./version";

it("the version that is sent is that of the package", () => {
  expect(version).toBe(manifest.version);
});
