/** One figure of what a chart tells where it is pointed at. */
export function TooltipRow({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
