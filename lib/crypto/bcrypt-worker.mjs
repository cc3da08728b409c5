// Runs in a worker thread: bcrypt on the main thread would stall every other request.
import { parentPort } from "node:worker_threads";
import bcrypt from "bcryptjs";

parentPort.on("message", ({ id, password, cost, hash }) => {
  try {
    parentPort.postMessage({ id, result: hash === undefined ? bcrypt.hashSync(password, cost) : bcrypt.compareSync(password, hash) });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) });
  }
});
