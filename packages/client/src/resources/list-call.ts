export type CallOptions = {
  signal?: AbortSignal | undefined;
  headers?: Record<string, string> | undefined;
  /** Sent as `Idempotency-Key`, where the route accepts one; the client makes one otherwise. */
  idempotencyKey?: string;
};

export type Page<Row> = { data: Row[]; next_cursor?: string };

/**
 * A list: awaited, it is one page; iterated, it is every row from there on, a page at a time.
 *
 * @example
 * const { data, next_cursor } = await client.apiKeys.list({ limit: 10 });
 * for await (const key of client.apiKeys.list()) console.log(key.name);
 */
export type ListCall<Row> = PromiseLike<Page<Row>> & AsyncIterable<Row>;

/** Nothing is sent before it is awaited or iterated. */
export function listCall<Row>(getPage: (cursor: string | undefined) => Promise<Page<Row>>): ListCall<Row> {
  let first: Promise<Page<Row>> | undefined;
  const firstPage = () => (first ??= getPage(undefined));
  return {
    // oxlint-disable-next-line unicorn/no-thenable
    then: (onPage, onError) => firstPage().then(onPage, onError),
    async *[Symbol.asyncIterator]() {
      let page = await firstPage();
      for (;;) {
        yield* page.data;
        if (page.next_cursor === undefined) return;
        page = await getPage(page.next_cursor);
      }
    },
  };
}
