import type { Config } from "@/lib/env/config";

/** The last lines of the start: where it is, and what to do next. */
export function sayReady({ publicUrl, brandName }: Config): void {
  console.log(`${brandName} is ready at ${publicUrl}`);
  console.log("Open it in a browser to sign up or sign in. Press Ctrl-C to stop.");
}
