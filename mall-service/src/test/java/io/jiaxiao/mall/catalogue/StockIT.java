package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.OfferStock.Claim;
import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Units and limits under many threads and one database. */
class StockIT extends CatalogueFixture {

    @Autowired
    private Offers offers;

    private Optional<Refusal> take(long person, long sku, int quantity) {
        return Objects.requireNonNull(transaction.execute(status -> stock.take(new Claim(person, sku, quantity))));
    }

    @Test
    void aHundredBuyersOfTheLastOne_exactlyOneWins() throws Exception {
        long sku = onSale("最后一件", 1, 0);
        List<Optional<Refusal>> answers = together(100, () -> take(aPerson(), sku, 1));
        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(answers).filteredOn(Optional::isPresent).allMatch(no -> no.get() == OfferStock.SOLD_OUT);
        assertThat(available(sku)).isZero();
        assertThat(taken(sku)).isEqualTo(1);
    }

    @Test
    void onePersonOnFiftyThreads_getsTheLimitAndNoMore() throws Exception {
        long sku = onSale("限购三件", 1_000, 3);
        long person = aPerson();
        List<Optional<Refusal>> answers = together(50, () -> take(person, sku, 1));
        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(3);
        assertThat(answers).filteredOn(Optional::isPresent).allMatch(no -> no.get() == OfferStock.PERSON_LIMIT);
        assertThat(available(sku)).isEqualTo(997);
    }

    @Test
    void batchesOverManySkusInAnyOrder_neverOversellNorDeadlock() throws Exception {
        List<Long> skus =
                IntStream.range(0, 5).mapToObj(i -> onSale("批量" + i, 40, 2)).toList();
        List<Callable<Integer>> batches = new ArrayList<>();
        for (int batch = 0; batch < 16; batch++) {
            int from = batch;
            batches.add(() -> {
                List<Claim> claims = IntStream.range(0, 25)
                        .mapToObj(i -> new Claim(aPerson(), skus.get((from + i) % 5), 1))
                        .toList();
                return Objects.requireNonNull(transaction.execute(status -> {
                    OfferStock.Claims open = stock.open(claims);
                    int admitted = (int) claims.stream()
                            .filter(claim -> open.admit(claim).isEmpty())
                            .count();
                    open.write();
                    return admitted;
                }));
            });
        }
        int admitted = together(batches).stream().mapToInt(Integer::intValue).sum();
        assertThat(admitted).isEqualTo(200);
        skus.forEach(sku -> {
            assertThat(available(sku)).isZero();
            assertThat(taken(sku)).isEqualTo(40);
        });
    }

    @Test
    void oneBatchCountsItsOwnClaims_forStockAndForThePerson() {
        long sku = onSale("三件", 3, 2);
        long person = aPerson();
        long other = aPerson();
        List<Claim> claims = List.of(
                new Claim(person, sku, 2),
                new Claim(person, sku, 1),
                new Claim(other, sku, 1),
                new Claim(other, sku, 1));
        List<Optional<Refusal>> answers = Objects.requireNonNull(transaction.execute(status -> {
            OfferStock.Claims open = stock.open(claims);
            List<Optional<Refusal>> each = claims.stream().map(open::admit).toList();
            open.write();
            return each;
        }));
        assertThat(answers)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(OfferStock.PERSON_LIMIT),
                        Optional.empty(),
                        Optional.of(OfferStock.SOLD_OUT));
        assertThat(available(sku)).isZero();
    }

    @Test
    void whatIsGivenBack_canBeHadAgain_alsoByTheSamePerson() {
        long sku = onSale("一件", 1, 1);
        long person = aPerson();
        assertThat(take(person, sku, 1)).isEmpty();
        assertThat(take(aPerson(), sku, 1)).contains(OfferStock.SOLD_OUT);
        transaction.executeWithoutResult(status -> stock.giveBack(sku, person, 1));
        assertThat(available(sku)).isEqualTo(1);
        assertThat(take(person, sku, 1)).isEmpty();
    }

    @Test
    void moreThanWasTakenIsNeverGivenBack_andNothingChanges() {
        long sku = onSale("两件", 2, 0);
        long person = aPerson();
        take(person, sku, 1);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> stock.giveBack(sku, person, 2)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> stock.giveBack(sku, aPerson(), 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(available(sku)).isEqualTo(1);
        assertThat(taken(sku)).isEqualTo(1);
    }

    @Test
    void aRolledBackBatchTakesNothing() {
        long sku = onSale("回滚", 5, 0);
        transaction.executeWithoutResult(status -> {
            stock.take(new Claim(aPerson(), sku, 2));
            status.setRollbackOnly();
        });
        assertThat(available(sku)).isEqualTo(5);
        assertThat(taken(sku)).isZero();
    }

    @Test
    void whatIsOffTheShelfOrUnknown_isNotSold() {
        long sku = onSale("下架", 5, 0);
        shelve(sku, false);
        assertThat(take(aPerson(), sku, 1)).contains(OfferStock.NOT_ON_SALE);
        assertThat(take(aPerson(), 42, 1)).contains(OfferStock.NOT_ON_SALE);
        assertThat(offers.offer(sku)).get().matches(offer -> !offer.onSale());
        assertThat(offers.offer(42)).isEmpty();
    }

    @Test
    void theOfferIsWhatTheOperatorSet() {
        long sku = onSale("电饭煲", 5, 2);
        Offer offer = offers.offer(sku).orElseThrow();
        assertThat(offer.onSale()).isTrue();
        assertThat(offer.pointsPrice().value()).isEqualTo(100);
        assertThat(offer.perPersonLimit()).isEqualTo(2);
        assertThat(offer.costFen()).isEqualTo(1_000);
        assertThat(offer.channel()).isEqualTo(goods.name());
        assertThat(offer.kind()).isEqualTo(Offer.Kind.GOODS);
    }

    @Test
    void unitsSetAsideForACampaign_cannotBeHadOtherwise() {
        long sku = onSale("活动", 10, 0);
        assertThat(transaction.<Optional<Refusal>>execute(status -> stock.setAside(sku, 11)))
                .contains(OfferStock.SOLD_OUT);
        assertThat(transaction.<Optional<Refusal>>execute(status -> stock.setAside(sku, 8)))
                .isEmpty();
        assertThat(take(aPerson(), sku, 3)).contains(OfferStock.SOLD_OUT);
        assertThat(take(aPerson(), sku, 2)).isEmpty();
        transaction.executeWithoutResult(status -> stock.putBack(sku, 8));
        assertThat(available(sku)).isEqualTo(8);
    }

    @Test
    void stockOutsideATransaction_isAMistake() {
        long sku = onSale("事务", 1, 0);
        assertThatThrownBy(() -> stock.take(new Claim(aPerson(), sku, 1))).isInstanceOf(IllegalStateException.class);
        assertThat(available(sku)).isEqualTo(1);
    }
}
