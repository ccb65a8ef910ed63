import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextInOrder, passedOver, placeInOrder, type Waiting } from './reserve.rules.js';

const waiting = (id: string, organisationId: string, position: number, left = 0): Waiting => ({
  id,
  organisationId,
  position,
  quotaLeft: left,
  isBlocked: false,
});
const blocked = (...[id, organisationId, position, left]: Parameters<typeof waiting>): Waiting => ({
  ...waiting(id, organisationId, position, left),
  isBlocked: true,
});

describe('a freed seat', () => {
  it('goes to the first reserve of the same organisation, whoever stands before it', () => {
    const order = [waiting('b1', 'B', 1, 5), waiting('a2', 'A', 3), waiting('a1', 'A', 2)];
    assert.deepEqual(nextInOrder(order, 'A').next, { id: 'a1', because: 'own_organisation' });
  });
  it('else goes to the first whose organisation has quota left', () => {
    const order = [waiting('b1', 'B', 1, 0), waiting('c1', 'C', 2, 1), waiting('d1', 'D', 3, 4)];
    assert.deepEqual(nextInOrder(order, 'A').next, { id: 'c1', because: 'quota_left' });
  });
  it('stays free when no organisation on reserve has quota left', () => {
    assert.deepEqual(nextInOrder([waiting('b1', 'B', 1, 0)], 'A'), { next: null, passedOver: [] });
  });
  it('stays free when nobody is on reserve', () => {
    assert.deepEqual(nextInOrder([], 'A'), { next: null, passedOver: [] });
  });
  it('passes over whoever a rule of the call blocks, and names them', () => {
    const order = [waiting('b1', 'B', 1, 1), blocked('a1', 'A', 2), waiting('a2', 'A', 3), blocked('a3', 'A', 4)];
    assert.deepEqual(nextInOrder(order, 'A'), { next: { id: 'a2', because: 'own_organisation' }, passedOver: ['a1'] });
  });
  it('leaves an organisation whose reserves are all blocked, and names nobody whose turn it was not', () => {
    const order = [blocked('b1', 'B', 1, 0), blocked('c1', 'C', 2, 1), blocked('a1', 'A', 3), waiting('d1', 'D', 4, 1)];
    const next = { id: 'd1', because: 'quota_left' };
    assert.deepEqual(nextInOrder(order, 'A'), { next, passedOver: ['a1', 'c1'] });
  });
  it('stays free when all whose turn it is are blocked', () => {
    assert.deepEqual(nextInOrder([blocked('a1', 'A', 1), waiting('b1', 'B', 2, 0)], 'A'), {
      next: null,
      passedOver: ['a1'],
    });
  });
});

describe('the reserve order', () => {
  const order = [waiting('c', 'C', 3), waiting('a', 'A', 1), waiting('b', 'B', 2)];

  it('names who is passed over', () => {
    assert.deepEqual(passedOver(order, 'c'), ['a', 'b']);
    assert.deepEqual(passedOver(order, 'a'), []);
    assert.deepEqual(passedOver(order, 'elsewhere'), []);
  });
  it('puts a newcomer last, or where it is wished, and never leaves a gap', () => {
    assert.equal(placeInOrder(undefined, 3), 4);
    assert.equal(placeInOrder(2, 3), 2);
    assert.equal(placeInOrder(99, 3), 4);
    assert.equal(placeInOrder(0, 3), 1);
    assert.equal(placeInOrder(undefined, 0), 1);
  });
});
