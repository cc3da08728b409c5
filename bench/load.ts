import { connect, type Socket } from "node:net";

export type Load = { port: number; request: string; status: number; connections: number; seconds: number; mostRequests: number };

/**
 * Sends the same request over kept connections, each waiting for its answer, until the time or the number is used up; only to
 * this machine. Returns how many came back. Throws at the first answer with another status: what fails fast is not fast.
 */
export async function sendLoad({ port, request, status, connections, seconds, mostRequests }: Load): Promise<number> {
  const deadline = performance.now() + seconds * 1000;
  const bytes = Buffer.from(request);
  let sent = 0;
  let answered = 0;
  const drive = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.setNoDelay(true);
      const next = () => {
        if (sent >= mostRequests || performance.now() >= deadline) return void socket.end(resolve);
        sent++;
        socket.write(bytes);
      };
      socket.once("connect", next);
      socket.once("error", reject);
      onAnswers(socket, (found) => {
        if (found !== status) return reject(new Error(`expected ${status}, got ${found}`));
        answered++;
        next();
      }, reject);
    });
  await Promise.all(Array.from({ length: connections }, drive));
  return answered;
}

/** Reads answers that have a Content-Length, come in chunks or have no body (204), one after the other. */
function onAnswers(socket: Socket, report: (status: number) => void, fail: (error: Error) => void): void {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    const head = text.indexOf("\r\n\r\n");
    if (head === -1) return;
    const length = /^content-length: (\d+)/im.exec(text.slice(0, head))?.[1];
    const isWhole = text.startsWith("204", 9) || (length === undefined ? text.endsWith("0\r\n\r\n") : text.length >= head + 4 + Number(length));
    if (!isWhole) return;
    const status = Number(text.slice(9, 12));
    text = "";
    report(status);
  });
  socket.on("close", () => fail(new Error("the server closed a connection")));
}
