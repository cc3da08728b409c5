import fs from "node:fs";

/**
 * From now on a file cannot grow in this process, which is what a full disk does: what is written over goes well. Answers
 * what makes room again.
 */
export function fillDisk(): () => void {
  const { writeSync } = fs;
  const writeUnlessGrowing = (file: number, data: NodeJS.ArrayBufferView, offset: number, length: number, position: number | null): number => {
    const grows = typeof position === "number" && position + length > fs.fstatSync(file).size;
    if (grows) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    return writeSync(file, data, offset, length, position);
  };
  fs.writeSync = writeUnlessGrowing as typeof fs.writeSync;
  return () => {
    fs.writeSync = writeSync;
  };
}
