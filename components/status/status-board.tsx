import { CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { RelativeTime } from "@/components/ui/time";

type StatusBoardProps = { isWell: boolean; version: string | undefined; host: string; checkedAt: string };

export function StatusBoard({ isWell, version, host, checkedAt }: StatusBoardProps) {
  const Icon = isWell ? CircleCheck : TriangleAlert;
  const parts = [
    { name: "API", text: "Answers requests", isWell: true },
    { name: "Database", text: isWell ? "Answers queries" : "Does not answer; requests are refused with 503 until it does", isWell },
  ];
  return (
    <div className="grid gap-6">
      <header className="flex items-center gap-4">
        <Icon aria-hidden className={isWell ? "size-9 text-good" : "size-9 text-warn"} />
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">{isWell ? "Everything works" : "The database is away"}</h1>
          <p className="text-sm text-muted">
            Checked <RelativeTime value={checkedAt} />
            {version ? `, version ${version}` : ""}
          </p>
        </div>
      </header>
      <Card>
        <ul className="divide-y divide-line">
          {parts.map((part) => (
            <li key={part.name} className="flex items-center justify-between gap-6 px-5 py-4 sm:px-6">
              <div>
                <p className="text-sm font-medium">{part.name}</p>
                <p className="text-sm text-muted">{part.text}</p>
              </div>
              <Badge tone={part.isWell ? "good" : "bad"} dot>
                {part.isWell ? "Works" : "Away"}
              </Badge>
            </li>
          ))}
        </ul>
      </Card>
      <CodeBlock label="For monitors" language="bash" code={`curl ${host}/health`} />
    </div>
  );
}
