import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(path, "utf8");
const pages = ["README.md", "CONTRIBUTING.md", ...["docs", "docs/decisions"].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".md")).map((name) => join(folder, name)))];

describe("the documentation", () => {
  it.each(pages)("%s links only to files that exist", (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });

  it("docs/storage.md names every table", () => {
    const tables = [...read("prisma/schema.prisma").matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name!);
    const page = read("docs/storage.md");
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter((name) => !new RegExp(`\`${name}\\b`).test(page))).toEqual([]);
  });

  it("docs/architecture.md names every folder of lib", () => {
    const page = read("docs/architecture.md");
    const folders = readdirSync("lib", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.filter((name) => !page.includes(`${name}/\``))).toEqual([]);
  });

  it("docs/decisions/README.md lists every decision under its number and title", () => {
    const index = read("docs/decisions/README.md");
    const lines = readdirSync("docs/decisions").filter((name) => /^\d{4}-/.test(name)).map((name) => {
      const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(join("docs/decisions", name)))!;
      return { name, number: Number(number), line: `| ${number} | [${title}](${name}) |` };
    });
    expect(lines.filter(({ name, number }) => Number(name.slice(0, 4)) !== number)).toEqual([]);
    expect(lines.filter(({ line }) => !index.includes(line)).map(({ line }) => line)).toEqual([]);
  });
});
