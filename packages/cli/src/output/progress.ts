import type { World } from "../world";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Shows in a terminal that something is going on, until it is over. Elsewhere nothing is printed. */
export async function withProgress<Result>(world: World, text: () => string, work: () => Promise<Result>): Promise<Result> {
  if (!world.stderr.isTTY || world.env["TERM"] === "dumb") return work();
  let frame = 0;
  const draw = () => void world.stderr.write(`\r\u001b[K${frames[frame++ % frames.length]} ${text()}`);
  draw();
  const timer = setInterval(draw, 100);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    world.stderr.write("\r\u001b[K");
  }
}
