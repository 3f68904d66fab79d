/**
 * PHP's `strnatcmp`, which the OAuth library of Magento sorts parameter names with: runs of digits compare as numbers.
 * OAuth wants byte order, so a name with index 10 sorts differently here than in a correct client. That is Magento's fault
 * and must stay: clients keep their indexes below ten.
 */
export function compareNaturally(left: string, right: string): number {
  let leftAt = 0;
  let rightAt = 0;
  for (;;) {
    leftAt = skipSpaces(left, leftAt);
    rightAt = skipSpaces(right, rightAt);
    const leftRun = digitsAt(left, leftAt);
    const rightRun = digitsAt(right, rightAt);
    if (leftRun !== '' && rightRun !== '') {
      const order = compareRuns(leftRun, rightRun);
      if (order !== 0) return order;
      leftAt += leftRun.length;
      rightAt += rightRun.length;
    } else {
      const leftCode = left.charCodeAt(leftAt);
      const rightCode = right.charCodeAt(rightAt);
      const hasLeft = leftAt < left.length;
      const hasRight = rightAt < right.length;
      if (!hasLeft || !hasRight) return Number(hasLeft) - Number(hasRight);
      if (leftCode !== rightCode) return leftCode < rightCode ? -1 : 1;
      leftAt += 1;
      rightAt += 1;
    }
  }
}

/** A run that starts with 0 counts as a fraction and compares digit by digit; others by length, then digits. */
function compareRuns(left: string, right: string): number {
  const isFraction = (left.startsWith('0') && left.length > 1) || (right.startsWith('0') && right.length > 1);
  if (!isFraction && left.length !== right.length) return left.length < right.length ? -1 : 1;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function digitsAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return text.slice(at, end);
}

function skipSpaces(text: string, at: number): number {
  let next = at;
  while (text[next] === ' ') next += 1;
  return next;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
