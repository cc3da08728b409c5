import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { RichText } from "@/components/ui/rich-text";
import { Card } from "@/components/ui/card";
import type { FindingView, TestReport } from "@/lib/contract/doctor";
import type { TestSubject } from "./queries";

const verdicts = {
  server: { good: "Strict clients can connect", warn: "Clients can connect, some may stumble", bad: "Strict clients stop here" },
  document: { good: "The document will do", warn: "The document will do, with a caveat", bad: "The document would be refused" },
} as const;

/** What a test has found, in the order in which a client would meet it. */
export function Findings({ subject, report }: { subject: TestSubject; report: TestReport }) {
  const { Icon, look } = looks[report.verdict];
  return (
    <Card
      title={
        <span className="flex items-center gap-2.5">
          <Icon aria-hidden className={`size-5 shrink-0 ${look}`} />
          {verdicts[subject][report.verdict]}
        </span>
      }
      description={<code className="text-[0.8125rem] break-all">{report.url}</code>}
    >
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {report.findings.map((finding, index) => (
          <FindingRow key={`${finding.check} ${index}`} finding={finding} />
        ))}
      </ul>
    </Card>
  );
}

function FindingRow({ finding }: { finding: FindingView }) {
  const { Icon, look, word } = looks[finding.severity];
  return (
    <li className="flex gap-3.5 px-5 py-3.5 text-sm sm:px-6">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${look}`} />
      <div className="grid min-w-0 gap-1 wrap-anywhere">
        <h3 className="font-medium">
          <span className="sr-only">{word}: </span>
          {finding.title}
        </h3>
        <p className="text-muted">
          <RichText>{finding.text}</RichText>
        </p>
        {finding.fix ? (
          <p>
            <strong className="font-medium">What to do:</strong> <RichText>{finding.fix}</RichText>
          </p>
        ) : null}
      </div>
    </li>
  );
}

const looks = {
  good: { Icon: CircleCheck, look: "text-good", word: "Good" },
  warn: { Icon: TriangleAlert, look: "text-brass", word: "Warning" },
  bad: { Icon: CircleAlert, look: "text-bad", word: "Wrong" },
} as const;
