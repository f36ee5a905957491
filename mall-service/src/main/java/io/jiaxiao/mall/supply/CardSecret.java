package io.jiaxiao.mall.supply;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A card's number and password. Never printed, never logged, stored sealed, shown to its owner only. */
public record CardSecret(String number, String password, @Nullable LocalDate validUntil) {

    @Override
    public String toString() {
        return "CardSecret[hidden]";
    }
}
