import type { World } from "../world";
import { styleFor, type Style } from "./style";
import { renderFacts, renderTable, type Column } from "./table";

/** What is printed, and where: results on standard output, everything else on standard error. */
export class Terminal {
  readonly style: Style;
  readonly noteStyle: Style;

  constructor(
    private readonly world: World,
    /** Whether results are printed as JSON. */
    readonly isJson: boolean,
    noColor: boolean,
  ) {
    this.style = styleFor(world.stdout, world.env, noColor);
    this.noteStyle = styleFor(world.stderr, world.env, noColor);
  }

  /** A line of the result. */
  print(text: string): void {
    this.world.stdout.write(`${text}\n`);
  }

  /** A word beside the result; a program that reads the result never sees it. */
  note(text: string): void {
    this.world.stderr.write(`${text}\n`);
  }

  /** The server's answer, member by member as it came. */
  json(value: unknown): void {
    const indent = this.world.stdout.isTTY ? 2 : undefined;
    // control characters of the upper range stand in JSON as they are, and some terminals obey them
    this.print(JSON.stringify(value, undefined, indent).replace(/[\u007f-\u009f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`));
  }

  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    this.print(renderTable(columns, rows, { columns: this.world.stdout.isTTY ? (this.world.stdout.columns ?? 80) : undefined, style: this.style }));
  }

  facts(facts: readonly (readonly [string, string | undefined])[]): void {
    this.print(renderFacts(facts, this.style));
  }

  /** Is a person there who can answer a question? */
  get isInteractive(): boolean {
    return this.world.stdin.isTTY === true && this.world.stderr.isTTY === true;
  }
}
