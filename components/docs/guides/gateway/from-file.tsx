import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import { paths } from "@/lib/paths";
import { Section } from "../../article";
import { Code } from "./code";
import { exampleFile, printFile } from "./example-file";

/** The same, kept beside one's other configuration. */
export function FromFile() {
  return (
    <Section id="file" title="In a file">
      <p>Declared in a file, APIs go through review and version control like everything else:</p>
      <CodeBlock label="Environment" language="text" code="PROTECTED_APIS_FILE=/etc/keyhouse/apis.json" />
      <CodeBlock label="/etc/keyhouse/apis.json" language="json" code={printFile(exampleFile)} />
      <p>
        The members of an entry are those of <Code>POST /protected-apis</Code> in the{" "}
        <Link href={paths.referenceTag("protected-apis")} className="link">
          reference
        </Link>
        . Entries are known by their names, so each has its own.
      </p>
      <ul className="grid list-disc gap-1.5 pl-5 text-muted marker:text-faint">
        <li>At the start the APIs of the file are made what it declares, all or none: new ones are added, others changed, those that are gone from it removed.</li>
        <li>A wrong file stops the start with one line that names the entry, the member, and what to do.</li>
        <li>A change of the file is seen within two seconds. If it is wrong, everything stays as it was; the log and the page say why.</li>
        <li>What is declared in the file can be read on the page and by the API, and changed in the file only. APIs of the page stand beside it.</li>
        <li>An API of the page goes over to the file when an entry has its name and its prefix. Without the variable those of the file go over to the page.</li>
        <li>Several instances should have the same file: each applies its own.</li>
      </ul>
    </Section>
  );
}
