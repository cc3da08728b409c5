/** Runs once when Next starts. Under our own server everything is there already; where Next runs alone it is made here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { wireNextAlone } = await import("./server/wire-next-alone");
    await wireNextAlone();
  }
}
