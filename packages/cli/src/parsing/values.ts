import { usageFailure } from "../failure";

/** What was typed: arguments by name, options by name. */
export class Values {
  constructor(
    private readonly args: Readonly<Record<string, string[]>>,
    private readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>,
  ) {}

  /** An argument that the command cannot do without: the parser has seen to it. */
  argument(name: string): string {
    return this.args[name]![0]!;
  }

  optionalArgument(name: string): string | undefined {
    return this.args[name]?.[0];
  }

  arguments(name: string): string[] {
    return this.args[name] ?? [];
  }

  text(name: string): string | undefined {
    const value = this.options[name];
    return typeof value === "string" ? value : undefined;
  }

  flag(name: string): boolean {
    return this.options[name] === true;
  }

  /** Given several times, separated by commas, or both. Undefined where it was not given at all. */
  list(name: string): string[] | undefined {
    const value = this.options[name];
    if (!Array.isArray(value)) return undefined;
    return value.flatMap((one) => String(one).split(",")).map((one) => one.trim()).filter(Boolean);
  }

  wholeNumber(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) throw usageFailure(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
    return number;
  }
}
