package io.jiaxiao.message.receipt.store;

import io.jiaxiao.message.receipt.domain.Uplink;
import io.jiaxiao.message.receipt.domain.Wish;
import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

/** The table {@code uplink}. */
@Mapper
interface UplinkMapper {

    @Insert("INSERT IGNORE INTO uplink (id, channel, mobile, mobile_index, service_code, content, wish, sent_at,"
            + " arrived_at, fingerprint) VALUES (#{id}, #{u.channel}, #{u.mobile}, #{mobileIndex}, #{u.serviceCode},"
            + " #{content}, #{wish}, #{u.sentAt}, #{now}, #{fingerprint})")
    int insert(
            @Param("id") long id,
            @Param("u") Uplink uplink,
            @Param("mobileIndex") String mobileIndex,
            @Param("content") String sealedContent,
            @Param("wish") Wish wish,
            @Param("fingerprint") String fingerprint,
            @Param("now") Instant now);
}
