import { createServer } from "node:net";
import { expect, it } from "vitest";
import { explainStartFailure } from "./explain";
import { listen } from "./requests/http-server";

const failureAt = async (host: string, port = 0): Promise<string | undefined> => {
  const server = createServer();
  try {
    await listen(server as never, { port, host, isLoopback: true });
    server.close();
    return "it was opened";
  } catch (error) {
    return explainStartFailure(error, port);
  }
};

it("an address that is not of this machine is said in one line that names the variable", async () => {
  // RFC 5737: nobody has it
  expect(await failureAt("203.0.113.77")).toMatch(/^LISTEN_ADDRESS is no address of this machine\..+\.$/);
  expect(await failureAt("nobody.invalid")).toMatch(/^LISTEN_ADDRESS is no address of this machine\..+\.$/);
});

it("a port that is taken is named, with another to try", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as { port: number };
  expect(await failureAt("127.0.0.1", port)).toBe(`Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
  other.close();
});

it("what nobody can put right is not hidden behind a line", () => {
  expect(explainStartFailure(new TypeError("x is not a function"), 3000)).toBeUndefined();
});
