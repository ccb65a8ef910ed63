import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listAddress, pagingOf } from './paging.view.js';

const source = {
  path: '/nominations',
  query: { status: 'selected', q: '' },
  page: 1,
  pageSize: 10,
  count: 10,
  total: 143,
};

describe('the pages under a list', () => {
  it('name the first, the last and the neighbours, with gaps', () => {
    const { pages } = pagingOf({ ...source, page: 7 });
    assert.deepEqual(
      pages.map(({ number, gap, current }) => `${gap ? '… ' : ''}${number}${current ? '*' : ''}`),
      ['1', '… 6', '7*', '8', '… 15'],
    );
  });

  it('keep the filters in every link and leave out what is empty', () => {
    const { previous, next } = pagingOf({ ...source, page: 2 });
    assert.equal(previous, '/nominations?status=selected');
    assert.equal(next, '/nominations?status=selected&page=3');
    assert.equal(listAddress('/runs', { q: null }), '/runs');
  });

  it('say which rows are shown', () => {
    const { from, to, next } = pagingOf({ ...source, page: 15, count: 3 });
    assert.deepEqual([from, to, next], [141, 143, null]);
  });

  it('are not there when everything fits', () => {
    const { pages, hasPages } = pagingOf({ ...source, total: 10 });
    assert.deepEqual([pages, hasPages], [[], false]);
  });

  it('go by cursor where the count was not asked for', () => {
    const { next, pages } = pagingOf({ ...source, total: null, after: 'abc' });
    assert.deepEqual([next, pages], ['/nominations?status=selected&after=abc', []]);
  });
});
