package io.jiaxiao.order.payment.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class BillFileTest {

    private static final Charset GBK = Charset.forName("GBK");
    private static final String HEAD =
            """
            #支付宝业务明细查询
            #账号：[20880000000000000156]
            #起始日期：[2026年11月25日 00:00:00]   终止日期：[2026年11月26日 00:00:00]
            #-----------------业务明细列表----------------
            支付宝交易号,商户订单号,业务类型,商品名称,完成时间,订单金额（元）,商家实收（元）,商家优惠（元）,退款批次号/请求号
            """;
    private static final String ROWS = "T1\t,11\t,交易\t,校讯通\t,2026-11-25 10:00:00\t,12.30,12.30,0.00,\t\n"
            + "T1\t,11\t,退款\t,校讯通\t,2026-11-25 11:00:00\t,-2.30,-2.30,0.00,99\t\n";
    private static final String FOOT =
            """
            #-----------------业务明细列表结束----------------
            #交易合计：1笔，商家实收共12.30元，商家优惠共0.00元
            #退款合计：1笔，商家实收退款共-2.30元，商家优惠退款共0.00元
            #导出时间：[2026年11月26日 05:46:49]
            """;

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GBK)) {
            zip.putNextEntry(new ZipEntry("2088_20261125_业务明细(汇总).csv"));
            zip.write("#汇总".getBytes(GBK));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(GBK));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] bill(String text) throws IOException {
        return zip("2088_20261125_业务明细.csv", text);
    }

    @Test
    void rowsAreRead_withTheirTabsGone_withEitherLineEnd() throws Exception {
        for (String text : new String[] {HEAD + ROWS + FOOT, (HEAD + ROWS + FOOT).replace("\n", "\r\n")}) {
            var rows = BillFile.read(bill(text));
            assertThat(rows).extracting(BillFile.Row::amount).containsExactly(Money.ofFen(1230), Money.ofFen(-230));
            assertThat(rows).extracting(BillFile.Row::number).containsOnly("11");
            assertThat(rows).extracting(BillFile.Row::requestNo).containsExactly("", "99");
        }
    }

    @Test
    void aDiscountOfTheMerchant_isInThePriceAndNotInTheSums() throws Exception {
        String rows = ROWS.replace("12.30,12.30,0.00", "12.30,12.00,0.30");
        String foot = FOOT.replace("商家实收共12.30元，商家优惠共0.00元", "商家实收共12.00元，商家优惠共0.30元");
        assertThat(BillFile.read(bill(HEAD + rows + foot)))
                .extracting(BillFile.Row::amount)
                .as("what was asked for is compared")
                .containsExactly(Money.ofFen(1230), Money.ofFen(-230));
    }

    @Test
    void halfAFile_orOneThatContradictsItself_isNotTakenForABill() throws Exception {
        String firstRow = ROWS.substring(0, ROWS.indexOf('\n') + 1);
        for (String text : new String[] {
            HEAD + ROWS,
            HEAD + firstRow + FOOT,
            HEAD + ROWS.replace("12.30,12.30", "12.30,12.31") + FOOT,
            HEAD + ROWS.replace("-2.30", "2.30") + FOOT,
            HEAD.replace("订单金额（元）", "别的") + ROWS + FOOT,
            HEAD.replace("商家实收（元）", "别的") + ROWS + FOOT
        }) {
            byte[] zip = bill(text);
            assertThatThrownBy(() -> BillFile.read(zip)).isInstanceOf(BillFile.UnreadableException.class);
        }
        byte[] other = zip("2088_账务明细.csv", HEAD + ROWS + FOOT);
        assertThatThrownBy(() -> BillFile.read(other)).isInstanceOf(BillFile.UnreadableException.class);
    }
}
