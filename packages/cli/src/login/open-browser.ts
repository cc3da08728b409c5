import type { World } from "../world";

/** Opens a page where there is a desktop to open it on. Returns whether it has tried. */
export function openBrowser(world: World, address: string): boolean {
  const { env, platform } = world;
  // what the server names is not given to the system before it is a web address
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(address) || env["SSH_CONNECTION"] || env["CI"] || world.stderr.isTTY !== true) return false;
  if (env["BROWSER"]) world.launch(env["BROWSER"], [address]);
  else if (platform === "darwin") world.launch("open", [address]);
  else if (platform === "win32") world.launch("rundll32", ["url.dll,FileProtocolHandler", address]);
  else if (env["DISPLAY"] || env["WAYLAND_DISPLAY"]) world.launch("xdg-open", [address]);
  else return false;
  return true;
}
