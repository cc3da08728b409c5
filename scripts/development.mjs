import { spawn } from "node:child_process";
import { bundleOptions } from "./steps/bundle-server.mjs";

/** The server with Next in development mode. A change under app/ reloads in the browser; one that touches the server's own bundle restarts it. */
export async function runDevelopment() {
  const { context } = await import("esbuild");
  const server = restartable();
  const watch = await context({ ...bundleOptions, logLevel: "warning", plugins: [{ name: "restart", setup: (build) => build.onEnd((result) => (result.errors.length === 0 ? server.restart() : undefined)) }] });
  const stop = async (signal) => {
    await watch.dispose();
    server.stop(signal);
  };
  // The terminal sends Ctrl-C to the server as well; the service manager's signal reaches only us.
  process.on("SIGINT", () => stop());
  process.on("SIGTERM", () => stop("SIGTERM"));
  await watch.watch();
}

/** One server at a time: the next one starts when the one before has released the port and the data. */
function restartable() {
  let child;
  let isStopping = false;
  let startAgain = false;
  const start = () => {
    child = spawn(process.execPath, ["--enable-source-maps", "dist/server.mjs", "--dev"], {
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.on("exit", (status) => {
      if (startAgain && !isStopping) {
        startAgain = false;
        start();
        return;
      }
      process.exit(status ?? 0);
    });
  };
  return {
    restart() {
      if (!child) return start();
      console.log("The server's code has changed; restarting...");
      startAgain = true;
      child.kill("SIGTERM");
    },
    stop(signal) {
      isStopping = true;
      if (!child) process.exit(0);
      if (signal) child.kill(signal);
    },
  };
}
