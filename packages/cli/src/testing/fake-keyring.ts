import type { World } from "../world";

/** The two programs that reach a system's keyring, as they behave; what they are called with is recorded. */
export function fakeKeyring(): { execute: World["execute"]; calls: string[][]; kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const calls: string[][] = [];
  return {
    kept,
    calls,
    execute: async (command, args, input = "") => {
      calls.push([command, ...args]);
      return command === "secret-tool" ? secretTool(kept, args, input) : security(kept, args, input);
    },
  };
}

function secretTool(kept: Map<string, string>, args: string[], input: string): { status: number; output: string } {
  const key = args.slice(args.indexOf("service")).join(" ");
  if (args[0] === "store") kept.set(key, input);
  if (args[0] === "clear") kept.delete(key);
  if (args[0] !== "lookup") return { status: 0, output: "" };
  return { status: kept.has(key) ? 0 : 1, output: kept.get(key) ?? "" };
}

function security(kept: Map<string, string>, args: string[], input: string): { status: number; output: string } {
  if (args[0] === "-i") {
    const [, , , service, , account, , word] = input.trim().split(" ");
    kept.set(`${service} ${account}`, word!);
    return { status: 0, output: "" };
  }
  const key = `${args[args.indexOf("-s") + 1]} ${args[args.indexOf("-a") + 1]}`;
  const found = kept.get(key);
  if (args[0] === "delete-generic-password") kept.delete(key);
  return found === undefined ? { status: 44, output: "" } : { status: 0, output: `${found}\n` };
}
