import { describe, expect, it } from "vitest";
import { namesHolding, setVariable, valueOf } from "./rewrite";

const old = "sk_live_abcdEFGHijklMNOPqrstUVWXyz0123456789";
const key = "sk_live_000011112222333344445555666677778888";

describe("setting a variable", () => {
  it.each([
    ["plain", `A=1\nAPI_KEY=${old}\nB=2\n`, `A=1\nAPI_KEY=${key}\nB=2\n`],
    ["double-quoted, with a comment behind it", `API_KEY="${old}" # of the robot\n`, `API_KEY="${key}" # of the robot\n`],
    ["single-quoted", `API_KEY='${old}'\n`, `API_KEY='${key}'\n`],
    ["in backticks", `API_KEY=\`${old}\`\n`, `API_KEY=\`${key}\`\n`],
    ["exported and indented, with spaces", `  export API_KEY = ${old}   # why\n`, `  export API_KEY = ${key}   # why\n`],
    ["with the line endings of Windows", `A=1\r\nAPI_KEY="${old}"\r\nB=2\r\n`, `A=1\r\nAPI_KEY="${key}"\r\nB=2\r\n`],
    ["without a last line ending", `API_KEY=${old}`, `API_KEY=${key}`],
    ["behind a byte order mark", `\ufeffAPI_KEY=${old}\n`, `\ufeffAPI_KEY=${key}\n`],
    ["empty", "API_KEY=\nB=2\n", `API_KEY=${key}\nB=2\n`],
    ["empty, with a comment", "API_KEY= # to come\n", `API_KEY=${key} # to come\n`],
    ["empty quotes", 'API_KEY=""\n', `API_KEY="${key}"\n`],
    ["twice: the old key stands nowhere any more", `API_KEY=${old}\nAPI_KEY='${old}'\n`, `API_KEY=${key}\nAPI_KEY='${key}'\n`],
  ])("%s", (_title, before, after) => {
    expect(setVariable(before, "API_KEY", key)).toBe(after);
  });

  it.each([
    ["names that only begin or end alike", `MY_API_KEY=1\nAPI_KEY_OLD=2\nAPI_KEY=${old}\n`, `MY_API_KEY=1\nAPI_KEY_OLD=2\nAPI_KEY=${key}\n`],
    ["lines that are comments", `# API_KEY=${old}\nAPI_KEY=${old}\n`, `# API_KEY=${old}\nAPI_KEY=${key}\n`],
    ["lines inside of a quoted value", `PEM="-----BEGIN\nAPI_KEY=${old}\n-----END"\nAPI_KEY=${old}\n`, `PEM="-----BEGIN\nAPI_KEY=${old}\n-----END"\nAPI_KEY=${key}\n`],
    ["a quote that is escaped", `A="say \\"API_KEY=1\\"\nAPI_KEY=2"\nAPI_KEY=${old}\n`, `A="say \\"API_KEY=1\\"\nAPI_KEY=2"\nAPI_KEY=${key}\n`],
    ["a value with a sign that begins no comment", `A=x#API_KEY=1\nAPI_KEY=${old}\n`, `A=x#API_KEY=1\nAPI_KEY=${key}\n`],
    ["a quote that is never closed", `A="open\nAPI_KEY=${old}\n`, `A="open\nAPI_KEY=${key}\n`],
  ])("leaves alone %s", (_title, before, after) => {
    expect(setVariable(before, "API_KEY", key)).toBe(after);
  });

  it.each([
    ["an empty file", "", `API_KEY=${key}\n`],
    ["a file that ends its last line", "A=1\n", `A=1\nAPI_KEY=${key}\n`],
    ["a file that does not", "A=1", `A=1\nAPI_KEY=${key}\n`],
    ["a file with the line endings of Windows", "A=1\r\nB=2", `A=1\r\nB=2\r\nAPI_KEY=${key}\r\n`],
  ])("adds it to %s where it is missing", (_title, before, after) => {
    expect(setVariable(before, "API_KEY", key)).toBe(after);
  });

  it("changes nothing but the value, whatever stands around it", () => {
    const parts = ["A=1", "# c", "", "export B='x y'", 'C="a\nb"', "D=`q`", "not an assignment", "E = 5 # five"];
    for (let round = 0; round < 200; round++) {
      const ending = round % 2 ? "\r\n" : "\n";
      const lines = parts.filter((_part, index) => (round * 7919 + index * 104_729) % 3 > 0);
      const at = round % (lines.length + 1);
      const whole = (value: string) => [...lines.slice(0, at), `API_KEY="${value}"`, ...lines.slice(at)].join(ending);
      expect(setVariable(whole(old), "API_KEY", key)).toBe(whole(key));
    }
  });
});

describe("finding a key in a file", () => {
  const hint = `${old.slice(0, 12)}...${old.slice(-4)}`;

  it("names the variables that hold it, and no other", () => {
    expect(namesHolding(`A=${old}\nB="${old}"\nC=sk_live_abcd...6789\nD=${key}\n# E=${old}\n`, hint)).toEqual(["A", "B"]);
  });

  it("the last value of a name counts", () => {
    expect(valueOf("A=1\nA=2\n", "A")).toBe("2");
    expect(valueOf("A=1\n", "B")).toBeUndefined();
  });
});
