import { join, isAbsolute } from "node:path";
import type { World } from "../world";

/** Where settings and logins are kept: `$XDG_CONFIG_HOME/keyhouse`, `~/.config/keyhouse`, or `%APPDATA%\keyhouse`. */
export function configFolder({ env, home, platform }: Pick<World, "env" | "home" | "platform">): string {
  const xdg = env["XDG_CONFIG_HOME"];
  // the XDG Base Directory Specification: a relative path counts as none
  if (xdg && isAbsolute(xdg)) return join(xdg, "keyhouse");
  if (platform === "win32" && env["APPDATA"]) return join(env["APPDATA"], "keyhouse");
  return join(home, ".config", "keyhouse");
}
