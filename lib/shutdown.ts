import { log } from "./log";
import { slot } from "./slot";

type Task = { name: string; run: () => Promise<void> | void };
const tasks = slot<Task[]>("shutdownTasks");

/** Registers what must be done before the process ends: flush a buffer, end a timer, close a connection. */
export function onShutdown(name: string, run: () => Promise<void> | void): void {
  const list = tasks.peek();
  if (list) list.push({ name, run });
  else tasks.set([{ name, run }]);
}

/** Runs what was registered, the newest first, each on its own: one that fails is logged and stops no other. */
export async function runShutdownTasks(): Promise<void> {
  const list = tasks.peek() ?? [];
  for (let task = list.pop(); task; task = list.pop()) {
    try {
      await task.run();
    } catch (error) {
      log.error(`shutdown: ${task.name} failed`, { error });
    }
  }
}
