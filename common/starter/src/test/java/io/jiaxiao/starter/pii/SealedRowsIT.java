package io.jiaxiao.starter.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableField;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.autoconfigure.MybatisPlusAutoConfiguration;
import com.baomidou.mybatisplus.core.conditions.query.QueryWrapper;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.ids.IdsAutoConfiguration;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.annotation.MapperScan;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class SealedRowsIT {

    private static TestSchema schema;
    private static JdbcTemplate jdbc;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    IdsAutoConfiguration.class, PiiAutoConfiguration.class, MybatisPlusAutoConfiguration.class))
            .withBean(DataSource.class, () -> schema.dataSource(), definition -> definition.setDestroyMethodName(""))
            .withUserConfiguration(Mappers.class)
            .withPropertyValues(
                    "mybatis-plus.configuration.map-underscore-to-camel-case=true",
                    "jiaxiao.pii.keyset=" + PiiKeysets.newKeyset(),
                    "jiaxiao.pii.index-keyset=" + PiiKeysets.newIndexKeyset());

    @BeforeAll
    static void open() {
        schema = TestSchema.create("sealed");
        PersistenceAutoConfiguration.migratePlatform(schema.dataSource());
        jdbc = new JdbcTemplate(schema.dataSource());
        jdbc.execute(
                """
                CREATE TABLE guardian (id BIGINT PRIMARY KEY, name VARCHAR(300), mobile VARCHAR(64),
                  mobile_index CHAR(32), address VARCHAR(500), school_address VARCHAR(500), note VARCHAR(50))""");
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @Test
    void aRow_isSealedInTheTable_foundByItsIndex_andClearInItsTypes() {
        runner.run(context -> {
            GuardianMapper guardians = context.getBean(GuardianMapper.class);
            BlindIndex index = context.getBean(BlindIndex.class);
            Guardian one = aGuardian(index);
            guardians.insert(one);

            var stored = jdbc.queryForMap("SELECT * FROM guardian WHERE id = ?", one.id);
            assertThat(stored.values().toString()).doesNotContain("13812340000", "欧阳", "文化路", "小学");
            assertThat(stored.get("note")).as("other strings stay as they are").isEqualTo("plain");

            Guardian found = guardians.selectOne(new QueryWrapper<Guardian>()
                    .in("mobile_index", index.allOf(PiiPurpose.MOBILE, "13812340000"))
                    .eq("id", one.id));
            assertThat(found.name).isEqualTo(new PersonName("欧阳娜娜"));
            assertThat(found.mobile).isEqualTo(new Mobile("13812340000"));
            assertThat(found.address).isEqualTo("金水区文化路1号");
            assertThat(found.schoolAddress).isEqualTo("某某小学");
            assertThat(found.note).isEqualTo("plain");
        });
    }

    @Test
    void newRows_areNumberedByTheLeasedIds() {
        runner.run(context -> {
            Guardian one = aGuardian(context.getBean(BlindIndex.class));
            context.getBean(GuardianMapper.class).insert(one);
            long next = context.getBean(Ids.class).next();
            assertThat(next - one.id).isPositive();
            assertThat(next >>> 12 & 1023).isEqualTo(one.id >>> 12 & 1023);
        });
    }

    @Test
    void nothing_staysNothing() {
        runner.run(context -> {
            Guardian one = new Guardian();
            context.getBean(GuardianMapper.class).insert(one);
            Guardian found = context.getBean(GuardianMapper.class).selectById(one.id);
            assertThat(found.mobile).isNull();
            assertThat(found.address).isNull();
        });
    }

    @Test
    void aSealedValueCopiedIntoAnotherColumn_doesNotOpen() {
        runner.run(context -> {
            GuardianMapper guardians = context.getBean(GuardianMapper.class);
            Guardian one = aGuardian(context.getBean(BlindIndex.class));
            guardians.insert(one);
            jdbc.update("UPDATE guardian SET address = school_address WHERE id = ?", one.id);
            assertThatThrownBy(() -> guardians.selectById(one.id))
                    .isInstanceOf(DataAccessException.class)
                    .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
        });
    }

    private static Guardian aGuardian(BlindIndex index) {
        Guardian one = new Guardian();
        one.name = new PersonName("欧阳娜娜");
        one.mobile = new Mobile("13812340000");
        one.mobileIndex = index.of(PiiPurpose.MOBILE, "13812340000");
        one.address = "金水区文化路1号";
        one.schoolAddress = "某某小学";
        one.note = "plain";
        return one;
    }

    @TableName(value = "guardian", autoResultMap = true)
    static class Guardian {
        @TableId(type = IdType.ASSIGN_ID)
        @Nullable
        Long id;

        @Nullable
        PersonName name;

        @Nullable
        Mobile mobile;

        @Nullable
        String mobileIndex;

        @TableField(typeHandler = SealedTextHandler.class)
        @Nullable
        String address;

        @TableField(typeHandler = SchoolAddressHandler.class)
        @Nullable
        String schoolAddress;

        @Nullable
        String note;
    }

    interface GuardianMapper extends BaseMapper<Guardian> {}

    static final class SchoolAddressHandler extends SealedTextHandler {
        SchoolAddressHandler(PersonalDataCipher cipher) {
            super(cipher, "school.address");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @MapperScan(basePackageClasses = SealedRowsIT.class, markerInterface = BaseMapper.class)
    static class Mappers {
        @Bean
        SealedText schoolAddress() {
            return SchoolAddressHandler::new;
        }
    }
}
