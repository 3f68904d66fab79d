import type {
  AddressChanges,
  CommerceCustomer,
  CommerceOrder,
  CommercePort,
  CommerceProduct,
  CommerceRefused,
  CommerceShipment,
  NewCreditMemo,
  NewShipment,
  NewTrack,
  RefundStanding,
} from '../../src/commerce/port.js';
import type { AmazonOrderId, Sku } from '../../src/domain/ids.js';
import type { Money } from '../../src/domain/money.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { unitedStates } from '../domain/orders.js';
import { fakeBuyersOf } from './fake-commerce-buyers.js';
import { commerceNumber } from './order-inputs.js';
import { PlannedFaults } from './planned-faults.js';

type Kept = {
  order: CommerceOrder;
  readonly draft?: OrderDraft;
  isInvoiced: boolean;
  isRefunded: boolean;
  readonly comments: string[];
};

/** Commerce in memory, with those of its rules that activities rely on. */
export class FakeCommerce implements CommercePort {
  readonly faults = new PlannedFaults('commerce');
  readonly kept: Kept[] = [];
  readonly made: CommerceShipment[] = [];
  readonly products = new Map<Sku, CommerceProduct>();
  readonly soldOut = new Set<Sku>();
  readonly known = new Map<string, CommerceCustomer>();
  /** Of customers that were made with one, by e-mail. */
  readonly taxNumbers = new Map<string, string>();
  /** Commerce shows another total than it was told, as one with a rounding extension does. */
  showsTotal: Money | undefined;
  refuses: { readonly operation: string; readonly with: CommerceRefused } | undefined;
  refusesCustomers = false;

  /** Everything of an order, as the only test of it wants to see it. */
  get only(): Kept {
    const [kept, other] = this.kept;
    if (kept === undefined || other !== undefined) throw new Error(`Commerce holds ${this.kept.length} orders`);
    return kept;
  }

  sells(sku: Sku, changes: Partial<CommerceProduct> = {}): void {
    const product = { productId: 42, sku, name: 'Mug, blue', isEnabled: true, typeId: 'simple', websiteIds: [1] };
    this.products.set(sku, { ...product, ...changes });
  }

  /** As the merchant or another system would. */
  hasOrder(changes: Partial<CommerceOrder> & Pick<CommerceOrder, 'grandTotal'>): Kept {
    const entityId = 300 + this.kept.length;
    const order: CommerceOrder = {
      entityId,
      number: commerceNumber(String(this.kept.length + 1).padStart(9, '0')),
      storeId: 1,
      state: 'processing',
      status: 'processing',
      updatedAt: '2026-01-02T11:00:00Z',
      lines: [],
      ...changes,
    };
    const kept: Kept = { order, isInvoiced: false, isRefunded: false, comments: [] };
    this.kept.push(kept);
    return kept;
  }

  /** The store views that were asked for, in turn. */
  readonly storeViewsAsked: string[] = [];
  inStoreView(code: string): CommercePort {
    this.storeViewsAsked.push(code);
    return this;
  }

  readonly orders = {
    findByAmazonId: (id: AmazonOrderId) =>
      this.faults.run('findByAmazonId', () =>
        this.kept.filter(({ order }) => order.amazonOrderId === id).map(({ order }) => order),
      ),
    findByNumber: (number: string) =>
      this.faults.run('findByNumber', () => this.kept.find(({ order }) => order.number === number)?.order),
    read: (entityId: number) =>
      this.faults.run('readOrder', () => this.#find(entityId)?.order ?? ('not-found' as const)),
    create: (draft: OrderDraft) => this.#writing('createOrder', () => this.#create(draft)),
    cancel: (entityId: number) => this.faults.run('cancelOrder', () => this.#cancel(entityId)),
    hold: (entityId: number) => this.faults.run('holdOrder', () => this.#hold(entityId)),
    unhold: (entityId: number) => this.faults.run('unholdOrder', () => this.#unhold(entityId)),
    comment: (entityId: number, text: string, status?: string) =>
      this.faults.run('commentOrder', () => {
        const kept = this.#get(entityId);
        kept.comments.push(text);
        kept.order = { ...kept.order, status: status ?? kept.order.status };
      }),
    comments: (entityId: number) => this.faults.run('readComments', () => [...this.#get(entityId).comments]),
    changedSince: () => this.faults.run('changedSince', () => ({ orders: [], isLast: true })),
    readMany: () => this.faults.run('readMany', () => []),
  };

  readonly invoices = {
    create: (entityId: number) =>
      this.#writing('createInvoice', () => {
        const kept = this.#get(entityId);
        if (kept.isInvoiced || kept.order.state !== 'processing') return 'nothing-left' as const;
        kept.isInvoiced = true;
        // An invoice puts the default status of the state in the place of a custom one.
        kept.order = { ...kept.order, status: 'processing' };
        return 'created' as const;
      }),
  };

  readonly shipments = {
    ofOrders: (entityIds: readonly number[]) =>
      this.faults.run('findShipments', () => this.made.filter((each) => entityIds.includes(each.orderEntityId))),
    create: (shipment: NewShipment) => this.#writing('createShipment', () => this.#ship(shipment)),
    addTrack: ({ shipmentId, track }: NewTrack) =>
      this.#writing('addTrack', () => {
        const [index, shipment] = [...this.made.entries()].find(([, made]) => made.shipmentId === shipmentId) ?? [];
        if (index === undefined || shipment === undefined) throw new Error(`Commerce has no shipment ${shipmentId}`);
        this.made[index] = { ...shipment, tracks: [...shipment.tracks, track] };
        return 'added' as const;
      }),
  };

  readonly refunds = {
    createForAll: (entityId: number, memo: { readonly returnedLineIds: readonly number[] }) =>
      this.#writing('createRefund', () => {
        const kept = this.#get(entityId);
        this.returned.push(...memo.returnedLineIds);
        if (!kept.isInvoiced || kept.isRefunded || kept.order.state === 'holded') return 'nothing-left' as const;
        kept.isRefunded = true;
        kept.order = { ...kept.order, state: 'closed', status: 'closed' };
        return 'created' as const;
      }),
  };

  /** Lines that credit memos put back to stock. */
  readonly returned: number[] = [];
  readonly standings = new Map<number, RefundStanding>();
  readonly creditMemos = {
    standing: (entityId: number) =>
      this.faults.run('readRefundStanding', () => this.standings.get(entityId) ?? ('not-found' as const)),
    create: (memo: NewCreditMemo) =>
      this.#writing('createCreditMemo', () => {
        this.memos.push(memo);
        this.returned.push(...memo.returnedLineIds);
        const standing = this.standings.get(memo.orderEntityId);
        if (standing === undefined) throw new Error(`Commerce has no order ${memo.orderEntityId}`);
        const made = { total: memo.adjustmentPositive, comments: [memo.comment] };
        this.standings.set(memo.orderEntityId, { ...standing, memos: [...standing.memos, made] });
        return 'created' as const;
      }),
  };
  readonly memos: NewCreditMemo[] = [];
  readonly corrected: { readonly which: 'shipping' | 'billing'; readonly changes: AddressChanges }[] = [];
  readonly addresses = {
    correct: (_entityId: number, which: 'shipping' | 'billing', changes: AddressChanges) =>
      this.#writing('updateOrderAddress', () => {
        this.corrected.push({ which, changes });
        return 'saved' as const;
      }),
  };

  readonly catalogue = {
    find: (skus: readonly Sku[]) =>
      this.faults.run('findProducts', () => new Map([...this.products].filter(([sku]) => skus.includes(sku)))),
    outOfStock: (wanted: readonly { readonly sku: Sku; readonly quantity: number }[]) =>
      this.faults.run('stock', () => wanted.map(({ sku }) => sku).filter((sku) => this.soldOut.has(sku))),
  };

  readonly directory = {
    country: (code: string) =>
      this.faults.run('country', () => (code === unitedStates.code ? unitedStates : ('not-found' as const))),
  };

  readonly customers = {
    findByEmail: (email: string) => this.faults.run('findCustomer', () => this.known.get(email)),
    create: ({ email, taxNumber }: Parameters<CommercePort['customers']['create']>[0]) =>
      this.faults.run('createCustomer', () => {
        if (this.refusesCustomers) return { refused: 'customers cannot be created silently' };
        if (this.known.has(email)) return 'exists' as const;
        if (taxNumber !== undefined) this.taxNumbers.set(email, taxNumber);
        const customer = { id: 70 + this.known.size, groupId: 1 };
        this.known.set(email, customer);
        return customer;
      }),
  };

  readonly buyers = fakeBuyersOf(this.kept, this.faults);

  readonly store = {
    view: () =>
      this.faults.run('storeView', () => ({
        storeId: 1,
        storeViewCode: 'default',
        websiteId: 1,
        websiteCode: 'base',
        baseCurrency: 'USD',
        baseUrl: 'http://shop.example/',
      })),
  };

  #writing<T>(operation: string, work: () => T): Promise<T | CommerceRefused> {
    return this.faults.run(operation, () => (this.refuses?.operation === operation ? this.refuses.with : work()));
  }

  #create(draft: OrderDraft): CommerceOrder | 'exists' {
    const { number, amazonOrderId, isComplete, status, grandTotal } = draft;
    if (number !== undefined && this.kept.some(({ order }) => order.number === number)) return 'exists';
    const state = isComplete ? 'complete' : 'processing';
    const kept = this.hasOrder({
      ...(number === undefined ? {} : { number: commerceNumber(number) }),
      amazonOrderId,
      grandTotal: this.showsTotal ?? grandTotal,
      state,
      status: isComplete || status === 'default' ? state : status,
      lines: draft.lines.map(({ orderItemId, sku, quantity }, index) => ({
        lineId: 9001 + index,
        orderItemId,
        sku,
        quantityOrdered: quantity,
        quantityShipped: isComplete ? quantity : 0,
        quantityCancelled: 0,
      })),
    });
    Object.assign(kept, { draft });
    return kept.order;
  }

  #cancel(entityId: number): 'cancelled' | 'not-possible' {
    const kept = this.#get(entityId);
    if (kept.isInvoiced || kept.order.state !== 'processing') return 'not-possible';
    kept.order = { ...kept.order, state: 'canceled', status: 'canceled' };
    return 'cancelled';
  }

  #hold(entityId: number): 'held' | 'not-possible' {
    const kept = this.#get(entityId);
    if (kept.order.state !== 'processing') return 'not-possible';
    kept.order = { ...kept.order, state: 'holded', status: 'holded' };
    return 'held';
  }

  #unhold(entityId: number): 'free' | 'not-possible' {
    const kept = this.#get(entityId);
    if (kept.order.state !== 'holded') return 'not-possible';
    kept.order = { ...kept.order, state: 'processing', status: 'processing' };
    return 'free';
  }

  #ship({ orderEntityId, lines, comment, tracks }: NewShipment): 'created' | 'nothing-left' | CommerceRefused {
    const kept = this.#get(orderEntityId);
    const left = (line: CommerceOrder['lines'][number]) => line.quantityOrdered - line.quantityShipped;
    if (kept.order.lines.every((line) => left(line) === 0)) return 'nothing-left';
    const shipped = kept.order.lines.map((line) => {
      const quantity = lines.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0;
      return { ...line, quantityShipped: line.quantityShipped + quantity };
    });
    if (shipped.some((line) => left(line) < 0)) return { refused: 'more than is left' };
    const isDone = kept.isInvoiced && shipped.every((line) => left(line) === 0);
    kept.order = { ...kept.order, lines: shipped, ...(isDone ? { state: 'complete', status: 'complete' } : {}) };
    const shipmentId = 500 + this.made.length;
    this.made.push({
      shipmentId,
      orderEntityId,
      createdAt: '2026-01-03T08:00:00Z',
      lines,
      tracks,
      comments: [comment],
    });
    return 'created';
  }

  #find = (entityId: number): Kept | undefined => this.kept.find(({ order }) => order.entityId === entityId);

  #get(entityId: number): Kept {
    const kept = this.#find(entityId);
    if (kept === undefined) throw new Error(`Commerce has no order ${entityId}`);
    return kept;
  }
}
