import { execute } from "./run.mjs";

/** npm tells the scripts that it starts where it is; without it we were started by hand. */
export function npm(args) {
  const path = process.env.npm_execpath;
  if (path?.endsWith(".js")) return execute(process.execPath, [path, ...args]);
  return execute(process.platform === "win32" ? "npm.cmd" : "npm", args);
}
