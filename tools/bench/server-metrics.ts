/** Of Temporal's metrics page: the frontend's counters of this name, summed up where the labels fit. */
export async function sumOfCounters(
  metricsUrl: string,
  name: string,
  areWanted: (labels: string) => boolean,
): Promise<number> {
  const isNamed = new RegExp(`^${name}(_total)?\\{`);
  const text = await (await fetch(metricsUrl)).text();
  return text
    .split('\n')
    .filter((line) => isNamed.test(line) && line.includes('service_name="frontend"') && areWanted(line))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
