import pg from "pg";

type Statement = { text: string; values: unknown[] };
type Plan = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; "Plan Rows"?: number; Plans?: Plan[] };

/** What a page's statements read by: the indexes, and the tables that are read from end to end though they are large. */
export type Read = { indexes: string[]; wholeTables: string[] };

const large = 5000;

/** Asks once, catches what goes to the database on the way, and has each statement explained as the planner sees it with all that is in there. */
export async function explain(databaseUrl: string, ask: () => Promise<unknown>): Promise<Read> {
  const statements = await catchStatements(ask);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ relname: string }>("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND reltuples > $1", [large]);
    const isLarge = new Set(rows.map(({ relname }) => relname));
    const nodes: Plan[] = [];
    for (const { text, values } of statements) {
      const explained = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values as never[]);
      nodes.push(...flatten(explained.rows[0]!["QUERY PLAN"][0].Plan));
    }
    const names = (list: (string | undefined)[]) => [...new Set(list.filter((name) => name !== undefined))].sort();
    return {
      indexes: names(nodes.map((node) => node["Index Name"]?.replace(/^request_log_\d+/, "request_log"))),
      wholeTables: names(nodes.filter((node) => node["Node Type"] === "Seq Scan" && isLarge.has(node["Relation Name"] ?? "")).map((node) => node["Relation Name"])),
    };
  } finally {
    await client.end();
  }
}

async function catchStatements(ask: () => Promise<unknown>): Promise<Statement[]> {
  const caught: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const { text, values } = (typeof args[0] === "string" ? { text: args[0], values: args[1] } : args[0]) as Partial<Statement>;
    if (text && /^\s*(?:SELECT|WITH)/i.test(text)) caught.push({ text, values: values ?? [] });
    return query.apply(this, args);
  };
  try {
    await ask();
    return caught;
  } finally {
    prototype.query = query;
  }
}

function flatten(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flatten)];
}
