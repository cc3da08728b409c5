/** Programs probe this folder by the dozen; what is not there gets two words, not a page. */
export function GET(): Response {
  return new Response("Not found\n", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
